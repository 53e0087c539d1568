//! node 22: SyntaxError: 'super' keyword unexpected here @1:40+5
class A extends B { constructor() { new super() } }