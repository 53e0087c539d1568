//! node 22: SyntaxError: Unexpected private field @1:32+2
class A extends B { m() { super.#x } }