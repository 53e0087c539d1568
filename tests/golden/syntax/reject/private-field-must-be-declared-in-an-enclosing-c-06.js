//! node 22: SyntaxError: Private field '#b' must be declared in an enclosing class @1:39+1
class A extends (class { #a; m() { this.#b } }) { #b }