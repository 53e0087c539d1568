//! node 22: SyntaxError: Identifier 'a' has already been declared @1:10+1
let a, b, a