//! node 22: SyntaxError: Setter function argument must not be a rest parameter @1:15+6
class A { set a(...x) {} }