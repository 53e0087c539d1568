//! node 22: SyntaxError: Unexpected identifier 'let' @1:6+3
//! node 18: SyntaxError: Unexpected identifier @1:6+3
let a let b