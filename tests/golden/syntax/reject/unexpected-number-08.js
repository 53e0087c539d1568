//! node 22: SyntaxError: Unexpected number @1:3+2
010.5