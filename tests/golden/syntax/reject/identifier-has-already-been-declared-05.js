//! node 22: SyntaxError: Identifier 'x' has already been declared @1:15+1
{ let x; { var x } }