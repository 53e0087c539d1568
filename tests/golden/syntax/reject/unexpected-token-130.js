//! node 22: SyntaxError: Unexpected token '=>' @1:14+2
function f(a) => 1