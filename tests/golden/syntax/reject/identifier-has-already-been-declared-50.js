//! node 22: SyntaxError: Identifier 'b' has already been declared @1:39+1
class A { static { function b() {} let b } }