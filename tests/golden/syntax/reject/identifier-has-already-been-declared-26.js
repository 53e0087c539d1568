//! node 22: SyntaxError: Identifier 'f' has already been declared @1:9+1
{ let f; function f() {} }