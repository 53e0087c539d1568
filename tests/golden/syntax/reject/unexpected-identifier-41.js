//! node 22: SyntaxError: Unexpected identifier 'b' @1:8+1
//! node 18: SyntaxError: Unexpected identifier @1:8+1
throw a b