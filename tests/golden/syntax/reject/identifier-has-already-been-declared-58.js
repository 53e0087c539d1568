//! node 22: SyntaxError: Identifier 'a' has already been declared @1:34+1
switch (1) { case 1: let a; { var a } }