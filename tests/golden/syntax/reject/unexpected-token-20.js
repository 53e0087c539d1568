//! node 22: SyntaxError: Unexpected token '.' @1:12+1
function f(a.b) {}