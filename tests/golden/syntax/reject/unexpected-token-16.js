//! node 22: SyntaxError: Unexpected token ')' @1:5+1
f(...)