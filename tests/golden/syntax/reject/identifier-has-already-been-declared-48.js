//! node 22: SyntaxError: Identifier 'a' has already been declared @1:28+1
function f() { let a; { var a } } foo bar