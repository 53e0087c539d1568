//! node 22: SyntaxError: Unexpected token ')' @1:14+1
function f(...) {}