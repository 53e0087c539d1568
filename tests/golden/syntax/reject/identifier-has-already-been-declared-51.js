//! node 22: SyntaxError: Identifier 'b' has already been declared @1:27+1
function f(a, b = a) { let b }