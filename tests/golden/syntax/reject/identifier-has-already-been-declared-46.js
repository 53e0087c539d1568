//! node 22: SyntaxError: Identifier 'xyz' has already been declared @1:18+1
let { xyz, abc: { xyz } } = 1