//! node 22: SyntaxError: Private fields can not be deleted @1:33+1
class A { #b; a = delete (this.#b) }