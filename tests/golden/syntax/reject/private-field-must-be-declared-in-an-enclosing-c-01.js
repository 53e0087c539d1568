//! node 22: SyntaxError: Private field '#b' must be declared in an enclosing class @1:20+1
class A { m() { this.#b } }