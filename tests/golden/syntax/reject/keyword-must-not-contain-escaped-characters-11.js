//! node 22: SyntaxError: Keyword must not contain escaped characters @1:3+8
({ g\u0065t a() {} })