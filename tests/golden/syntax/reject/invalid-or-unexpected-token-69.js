//! node 22: SyntaxError: Invalid or unexpected token @1:0+11
class\u{20}A {}