//! node 22: SyntaxError: Identifier 'a' has already been declared @1:17+1
{ class a {} var a }