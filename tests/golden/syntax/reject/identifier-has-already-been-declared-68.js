//! node 22: SyntaxError: Identifier 'a' has already been declared @1:21+1
class A { m(a) { let a } }