//! node 22: SyntaxError: Invalid tagged template on optional chain @1:4+1
a?.b`