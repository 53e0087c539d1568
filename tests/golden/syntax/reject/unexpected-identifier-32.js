//! node 22: SyntaxError: Unexpected identifier 'a' @1:21+1
//! node 18: SyntaxError: Unexpected identifier @1:21+1
function f() { yield a }