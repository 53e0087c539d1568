//! node 22: SyntaxError: Unexpected token ',' @1:15+1
class A { a = 1, b }