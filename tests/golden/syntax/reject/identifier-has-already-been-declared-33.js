//! node 22: SyntaxError: Identifier 'A' has already been declared @1:11+10
class A {} class A {}