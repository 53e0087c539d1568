//! node 22: SyntaxError: Unexpected number
class A { 1: 2 }