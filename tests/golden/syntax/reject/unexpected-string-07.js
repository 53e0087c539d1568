//! node 22: SyntaxError: Unexpected string @1:4+3
var 'a'