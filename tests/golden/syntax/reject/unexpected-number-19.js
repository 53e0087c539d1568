//! node 22: SyntaxError: Unexpected number @1:3+2
1.5.5