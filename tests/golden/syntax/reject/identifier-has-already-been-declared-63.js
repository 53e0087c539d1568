//! node 22: SyntaxError: Identifier 'a' has already been declared @1:11+1
class a {} function a() {}