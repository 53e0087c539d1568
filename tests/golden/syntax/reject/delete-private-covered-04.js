//! node 22: SyntaxError: Private fields can not be deleted @1:31+1
//! node 24: SyntaxError: Private field '#b' must be declared in an enclosing class @1:27+1
//! node 26: SyntaxError: Private field '#b' must be declared in an enclosing class @1:27+1
class A { a = delete ((this.#b)); #b }