//! node 22: SyntaxError: Identifier '#a' has already been declared @1:28+1
class A { #a() {} get #a() {} }