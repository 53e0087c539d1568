//! node 22: SyntaxError: Private fields can not be deleted @1:33+2
class A { #x; m() { delete this?.#x } }