//! node 22: SyntaxError: Identifier 'eee' has already been declared @1:27+3
try {} catch ([eee]) { let eee }