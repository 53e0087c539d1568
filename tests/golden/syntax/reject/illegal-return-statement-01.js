//! node 22: SyntaxError: Illegal return statement @1:19+6
class A { static { return } }