//! node 22: SyntaxError: Unexpected token ',' @1:13+1
function f(a,,b) {}