//! node 22: SyntaxError: Unexpected token 'if' @1:3+2
if if