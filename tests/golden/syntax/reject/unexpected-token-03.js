//! node 22: SyntaxError: Unexpected token '}' @1:7+1
({get a})