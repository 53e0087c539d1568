//! node 22: SyntaxError: Getter must not have any formal parameters. @1:15+3
class A { get a(x) {} }