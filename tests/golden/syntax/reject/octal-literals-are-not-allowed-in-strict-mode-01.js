//! node 22: SyntaxError: Octal literals are not allowed in strict mode. @1:16+3
class A { m() { 010 } }