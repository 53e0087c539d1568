//! node 22: SyntaxError: Duplicate parameter name not allowed in this context @1:17+1
function f(a, ...a) {}