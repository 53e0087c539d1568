//! node 22: SyntaxError: Unexpected token 'case' @1:0+4
case