//! node 22: SyntaxError: Unexpected token '||' @1:7+2
a ?? b || c