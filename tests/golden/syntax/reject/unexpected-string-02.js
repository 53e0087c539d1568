//! node 22: SyntaxError: Unexpected string @1:14+3
class A { "a" "b" }