//! node 22: SyntaxError: Unexpected token 'else' @1:9+4
if (1) a else b