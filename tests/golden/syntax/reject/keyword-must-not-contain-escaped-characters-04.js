//! node 22: SyntaxError: Keyword must not contain escaped characters @1:4+8
var v\u0061r