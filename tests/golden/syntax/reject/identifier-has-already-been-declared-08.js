//! node 22: SyntaxError: Identifier 'a' has already been declared @1:20+1
function f(a) { let a }