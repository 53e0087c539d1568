//! node 22: SyntaxError: Unexpected number @1:2+1
a 1