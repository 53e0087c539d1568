//! node 22: SyntaxError: Unexpected identifier 'x' @1:9+1
//! node 18: SyntaxError: Unexpected identifier @1:9+1
l\u0065t x