//! node 22: SyntaxError: Identifier 'f' has already been declared
var f; function f() {}