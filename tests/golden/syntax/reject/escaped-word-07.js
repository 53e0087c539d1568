//! node 22: SyntaxError: Keyword must not contain escaped characters @1:16+10
function* f() { yi\u0065ld; }