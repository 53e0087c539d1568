//! node 22: SyntaxError: Identifier 'f' has already been declared @1:22+1
{ function f() {} let f }