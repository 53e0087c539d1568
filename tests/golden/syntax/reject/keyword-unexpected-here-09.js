//! node 22: SyntaxError: 'super' keyword unexpected here @1:30+5
class A { constructor() { new super() } }