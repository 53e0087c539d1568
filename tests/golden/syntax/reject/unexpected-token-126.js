//! node 22: SyntaxError: Unexpected token 'this' @1:11+4
function f(this) {}