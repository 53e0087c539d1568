//! node 22: SyntaxError: Unexpected token '}' @1:8+1
x = { * }