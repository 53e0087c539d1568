//! node 22: SyntaxError: Private field '#b' must be declared in an enclosing class @1:1+1
a.#b