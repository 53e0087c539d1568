//! node 22: SyntaxError: 'super' keyword unexpected here @1:26+5
class A extends B { m() { super } }