//! node 22: SyntaxError: Unexpected identifier '#x' @1:20+2
//! node 18: SyntaxError: Unexpected identifier @1:20+2
class A { #x; m() { #x } }