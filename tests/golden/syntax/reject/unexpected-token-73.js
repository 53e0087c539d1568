//! node 22: SyntaxError: Unexpected token 'instanceof' @1:0+10
instanceof