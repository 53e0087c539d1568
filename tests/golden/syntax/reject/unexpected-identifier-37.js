//! node 22: SyntaxError: Unexpected identifier 'a' @1:3+1
//! node 18: SyntaxError: Unexpected identifier @1:3+1
if a) b