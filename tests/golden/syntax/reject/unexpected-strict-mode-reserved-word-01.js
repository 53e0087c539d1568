//! node 22: SyntaxError: Unexpected strict mode reserved word
class A { static a: 1 }