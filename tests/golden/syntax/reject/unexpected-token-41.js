//! node 22: SyntaxError: Unexpected token '[' @1:12+1
for (let of []);