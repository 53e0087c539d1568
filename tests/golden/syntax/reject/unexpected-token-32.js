//! node 22: SyntaxError: Unexpected token 'const' @1:7+5
if (1) const x = 1