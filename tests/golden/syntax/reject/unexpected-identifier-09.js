//! node 22: SyntaxError: Unexpected identifier 'b' @1:16+1
//! node 18: SyntaxError: Unexpected identifier @1:16+1
class A { get a b }