//! node 22: SyntaxError: Invalid or unexpected token @1:2+6
a /* abc