//! node 22: SyntaxError: Undefined Unicode code-point @1:1+9
'\u{110000}'