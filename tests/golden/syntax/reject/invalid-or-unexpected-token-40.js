//! node 22: SyntaxError: Invalid or unexpected token @1:2+1
a.😀