//! node 22: SyntaxError: Identifier '#a' has already been declared @1:45+1
class A { get #a() {} set #a(v) {} get #a() {} }