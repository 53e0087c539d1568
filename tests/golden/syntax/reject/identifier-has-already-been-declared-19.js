//! node 22: SyntaxError: Identifier 'a' has already been declared @1:8+1
let [a, a] = 1