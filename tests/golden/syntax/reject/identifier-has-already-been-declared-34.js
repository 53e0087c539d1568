//! node 22: SyntaxError: Identifier 'A' has already been declared @1:15+1
class A {} var A