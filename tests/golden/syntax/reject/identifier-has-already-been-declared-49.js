//! node 22: SyntaxError: Identifier 'b' has already been declared @1:30+1
class A { static { let b; var b } }