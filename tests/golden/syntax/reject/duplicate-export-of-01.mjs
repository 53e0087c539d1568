//! node 22: SyntaxError: Duplicate export of 'a'
let a; export {a, a}