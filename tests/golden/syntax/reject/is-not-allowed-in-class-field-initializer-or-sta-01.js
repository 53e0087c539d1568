//! node 22: SyntaxError: 'arguments' is not allowed in class field initializer or static initialization block @1:14+9
class A { x = arguments }