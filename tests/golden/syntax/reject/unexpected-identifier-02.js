//! node 22: SyntaxError: Unexpected identifier 'b' @1:7+1
//! node 18: SyntaxError: Unexpected identifier @1:7+1
({a: 1 b: 2})