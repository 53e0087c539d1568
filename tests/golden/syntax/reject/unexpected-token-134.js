//! node 22: SyntaxError: Unexpected token ')' @1:4+1
if ()