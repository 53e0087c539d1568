//! node 22: SyntaxError: Unexpected token ')' @1:9+1
for (x of);