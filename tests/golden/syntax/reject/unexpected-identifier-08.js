//! node 22: SyntaxError: Unexpected identifier 'b' @1:12+1
//! node 18: SyntaxError: Unexpected identifier @1:12+1
class A { a b }