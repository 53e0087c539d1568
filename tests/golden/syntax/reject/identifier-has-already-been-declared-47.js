//! node 22: SyntaxError: Identifier 'a' has already been declared @1:15+1
let a; { { var a } } foo bar