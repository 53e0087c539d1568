//! node 22: SyntaxError: Invalid or unexpected token @1:0+2
08n