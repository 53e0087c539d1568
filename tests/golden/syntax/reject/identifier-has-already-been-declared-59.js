//! node 22: SyntaxError: Identifier 'a' has already been declared @1:24+1
{ function a() {} { var a } }