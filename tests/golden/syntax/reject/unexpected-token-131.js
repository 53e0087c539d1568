//! node 22: SyntaxError: Unexpected token '=>' @1:13+2
function f() => 1