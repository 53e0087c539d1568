//! node 22: SyntaxError: Unexpected identifier '#x' @1:24+2
//! node 18: SyntaxError: Unexpected identifier @1:24+2
class A { #x; m() { 1 + #x in y } }