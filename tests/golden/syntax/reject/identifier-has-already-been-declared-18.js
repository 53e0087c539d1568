//! node 22: SyntaxError: Identifier '#a' has already been declared @1:40+1
class A { static get #a() {} set #a(v) {} }