//! node 22: SyntaxError: Keyword must not contain escaped characters @1:3+10
({ \u0061sync a() {} })