//! node 22: SyntaxError: Identifier 'e' has already been declared @1:23+1
try {} catch (e) { let e }