//! node 22: SyntaxError: Unexpected number @1:4+1
var 1