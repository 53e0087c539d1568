//! node 22: SyntaxError: Unexpected token 'this' @1:2+4
a this