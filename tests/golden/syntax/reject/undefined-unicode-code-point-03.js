//! node 22: SyntaxError: Undefined Unicode code-point @1:1+9
a\u{110000}