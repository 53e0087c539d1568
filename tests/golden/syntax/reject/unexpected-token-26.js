//! node 22: SyntaxError: Unexpected token '...' @1:10+3
class A { ...a }