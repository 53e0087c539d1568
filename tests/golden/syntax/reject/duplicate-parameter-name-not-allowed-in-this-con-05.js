//! node 22: SyntaxError: Duplicate parameter name not allowed in this context @1:15+1
function f(a, [a]) {}