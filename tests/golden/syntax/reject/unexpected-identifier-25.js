//! node 22: SyntaxError: Unexpected identifier 'y' @1:10+1
//! node 18: SyntaxError: Unexpected identifier @1:10+1
var x = 1 y