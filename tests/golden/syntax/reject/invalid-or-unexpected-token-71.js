//! node 22: SyntaxError: Invalid or unexpected token @1:0+9
\u{1d7d8}