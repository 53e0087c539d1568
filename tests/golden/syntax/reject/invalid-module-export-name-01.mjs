//! node 22: SyntaxError: Invalid module export name: contains unpaired surrogate
let a; export { a as "\uD83D" }