//! node 22: SyntaxError: Unexpected token '=>' @2:0+2
async x
=> 1