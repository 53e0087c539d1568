//! node 22: SyntaxError: Unexpected token '++' @1:4+2
a++ ++