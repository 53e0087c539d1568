//! node 22: SyntaxError: Keyword must not contain escaped characters @1:0+9
tru\u0065