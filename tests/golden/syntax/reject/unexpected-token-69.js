//! node 22: SyntaxError: Unexpected token 'default' @1:0+7
default