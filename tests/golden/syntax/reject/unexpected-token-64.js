//! node 22: SyntaxError: Unexpected token '=' @1:22+1
function* g() { yield = 1 }