//! node 22: SyntaxError: Identifier 'a' has already been declared @1:13+1
(a) => { let a }