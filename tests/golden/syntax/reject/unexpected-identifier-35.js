//! node 22: SyntaxError: Unexpected identifier 'b' @1:12+1
//! node 18: SyntaxError: Unexpected identifier @1:12+1
const a = 1 b