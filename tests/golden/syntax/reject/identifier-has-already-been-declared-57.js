//! node 22: SyntaxError: Identifier 'a' has already been declared @1:22+1
for (let a in {}) var a