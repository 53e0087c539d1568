//! node 22: SyntaxError: Identifier 'eee' has already been declared @1:27+1
try {} catch ([eee]) { var eee }