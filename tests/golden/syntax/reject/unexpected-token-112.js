//! node 22: SyntaxError: Unexpected token ']' @1:2+1
a[]