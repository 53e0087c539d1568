//! node 22: SyntaxError: Unexpected token 'in' @1:0+2
in