//! node 22: SyntaxError: Identifier 'x' has already been declared @1:13+1
let x; { var x }