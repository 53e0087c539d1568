//! node 22: SyntaxError: Setter must have exactly one formal parameter. @1:15+6
class A { set a(x, y) {} }