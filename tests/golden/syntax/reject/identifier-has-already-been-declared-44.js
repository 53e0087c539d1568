//! node 22: SyntaxError: Identifier 'xyz' has already been declared @1:13+1
let xyz; let xyz