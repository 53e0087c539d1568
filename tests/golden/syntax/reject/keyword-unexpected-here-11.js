//! node 22: SyntaxError: 'super' keyword unexpected here @1:14+5
class A { a = super() }