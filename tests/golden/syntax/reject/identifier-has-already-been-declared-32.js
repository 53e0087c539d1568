//! node 22: SyntaxError: Identifier 'a' has already been declared @1:40+1
switch (1) { case 1: let a; case 2: var a }