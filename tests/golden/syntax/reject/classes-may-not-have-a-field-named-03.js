//! node 22: SyntaxError: Classes may not have a field named 'constructor' @1:10+12
class A { #constructor = 1 }