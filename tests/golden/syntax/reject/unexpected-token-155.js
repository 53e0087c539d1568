//! node 22: SyntaxError: Unexpected token 'else' @1:0+4
else a