//! node 22: SyntaxError: Unexpected token 'if' @1:10+2
(function if() {})