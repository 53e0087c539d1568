//! node 22: SyntaxError: Keyword must not contain escaped characters @1:0+8
va\u0072 a