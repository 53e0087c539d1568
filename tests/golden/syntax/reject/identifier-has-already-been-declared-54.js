//! node 22: SyntaxError: Identifier 'a' has already been declared @1:29+1
function f() { { var a } let a }