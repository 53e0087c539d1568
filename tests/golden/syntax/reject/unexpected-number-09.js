//! node 22: SyntaxError: Unexpected number @1:1+2
a.1