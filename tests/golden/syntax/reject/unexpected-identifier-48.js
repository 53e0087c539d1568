//! node 22: SyntaxError: Unexpected identifier 'b' @1:9+1
//! node 18: SyntaxError: Unexpected identifier @1:9+1
typeof a b