//! node 22: SyntaxError: Unexpected token 'function' @1:12+8
(\u0061sync function f(){})