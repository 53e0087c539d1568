//! node 22: SyntaxError: Identifier 'a' has already been declared @1:24+1
function f(a = 1) { let a }