//! node 22: SyntaxError: Identifier 'e' has already been declared @1:18+1
try {} catch ([e, e]) { }