//! node 22: SyntaxError: Identifier 'a' has already been declared
let a; { var a }