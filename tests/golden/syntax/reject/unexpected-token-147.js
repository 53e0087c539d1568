//! node 22: SyntaxError: Unexpected token ':' @1:3+1
'a': b