//! node 22: SyntaxError: Unexpected token '[' @1:10+1
function f[] {}