//! node 22: SyntaxError: Unexpected token 'this' @1:6+4
x = { this }