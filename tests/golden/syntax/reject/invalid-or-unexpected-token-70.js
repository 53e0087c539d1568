//! node 22: SyntaxError: Invalid or unexpected token @1:0+7
a\u{2F}b