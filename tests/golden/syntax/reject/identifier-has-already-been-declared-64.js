//! node 22: SyntaxError: Identifier 'a' has already been declared @1:19+1
const a = 1; const a = 2