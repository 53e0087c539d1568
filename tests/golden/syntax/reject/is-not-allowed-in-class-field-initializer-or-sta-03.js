//! node 22: SyntaxError: 'arguments' is not allowed in class field initializer or static initialization block @1:19+9
class A { static { arguments } }