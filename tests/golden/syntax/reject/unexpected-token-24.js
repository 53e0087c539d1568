//! node 22: SyntaxError: Unexpected token 'if' @1:9+2
function if() {}