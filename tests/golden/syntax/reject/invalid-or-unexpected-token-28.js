//! node 22: SyntaxError: Invalid or unexpected token @1:0+1
#