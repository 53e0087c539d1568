//! node 22: SyntaxError: Private fields can not be deleted @1:35+1
class A { #x; m() { delete (this.#x) } }