//! node 22: SyntaxError: Unexpected token ')' @1:13+1
for (let x of);