//! node 22: SyntaxError: Identifier 'x' has already been declared @1:11+1
let x; let x