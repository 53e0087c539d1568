//! node 22: SyntaxError: Invalid tagged template on optional chain @1:3+3
a?.`x`