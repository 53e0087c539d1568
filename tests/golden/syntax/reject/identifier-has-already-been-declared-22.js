//! node 22: SyntaxError: Identifier 'a' has already been declared @1:12+1
for (let a, a;;);