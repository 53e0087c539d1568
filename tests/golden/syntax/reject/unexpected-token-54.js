//! node 22: SyntaxError: Unexpected token 'if' @1:2+2
a if