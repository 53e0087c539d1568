//! node 22: SyntaxError: Identifier 'f' has already been declared @1:7+1
let f; function f() {}