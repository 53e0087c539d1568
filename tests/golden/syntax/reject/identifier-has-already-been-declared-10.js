//! node 22: SyntaxError: Identifier 'abc' has already been declared @1:31+1
function f([a]) { let abc; let abc }