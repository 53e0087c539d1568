//! node 22: SyntaxError: Private fields can not be deleted @1:32+2
class A { #x; m() { delete this.#x } }