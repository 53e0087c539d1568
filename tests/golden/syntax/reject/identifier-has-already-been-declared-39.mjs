//! node 22: SyntaxError: Identifier 'a' has already been declared
export let a; export let a