//! node 22: SyntaxError: Invalid or unexpected token @1:4+28
x = 'a\x41\u0041\u{1F600}\0\07\8
\b\t\v\f\r\'\"\a'