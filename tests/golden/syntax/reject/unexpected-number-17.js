//! node 22: SyntaxError: Unexpected number @1:5+1
var {1} = a