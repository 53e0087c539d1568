//! node 22: SyntaxError: Private fields can not be deleted @1:49+1
class A { #b; a() { class C { d = delete (this.#b) } } }