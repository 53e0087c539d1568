//! node 22: SyntaxError: Identifier '#a' has already been declared @1:14+2
class A { #a; #a }