//! node 22: SyntaxError: Identifier 'x' has already been declared @1:6+1
{ var x; let x }