//! node 22: SyntaxError: Unexpected number @1:3+1
if 1