//! node 22: SyntaxError: Unexpected token 'if' @1:5+2
var {if} = a