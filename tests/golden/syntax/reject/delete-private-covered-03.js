//! node 22: SyntaxError: Private fields can not be deleted @1:26+2
class A { a = delete this.#b }