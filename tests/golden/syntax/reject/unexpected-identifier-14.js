//! node 22: SyntaxError: Unexpected identifier 'y' @1:16+1
//! node 18: SyntaxError: Unexpected identifier @1:16+1
class A { x = 1 y = 2 }