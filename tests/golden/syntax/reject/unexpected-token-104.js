//! node 22: SyntaxError: Unexpected token 'true' @1:6+4
x = { true }