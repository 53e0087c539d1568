//! node 22: SyntaxError: Private field '#b' must be declared in an enclosing class @1:14+1
class A { m() { #b in this } }