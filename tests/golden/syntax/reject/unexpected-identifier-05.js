//! node 22: SyntaxError: Unexpected identifier 'b' @1:13+1
//! node 18: SyntaxError: Unexpected identifier @1:13+1
function f(a b) {}