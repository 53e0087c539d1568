//! node 22: SyntaxError: Unexpected token 'if' @1:4+2
var if