//! node 22: SyntaxError: Unexpected token ',' @1:17+1
class A extends B, C {}