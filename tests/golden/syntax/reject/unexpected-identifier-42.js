//! node 22: SyntaxError: Unexpected identifier 'a' @1:4+1
//! node 18: SyntaxError: Unexpected identifier @1:4+1
try a