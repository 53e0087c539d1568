//! node 22: SyntaxError: Identifier 'a' has already been declared @1:7+10
var a; class a {}