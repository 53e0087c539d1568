//! node 22: SyntaxError: Unexpected token 'else' @1:20+4
if (a) { } else { } else { }