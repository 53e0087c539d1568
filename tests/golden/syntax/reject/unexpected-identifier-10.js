//! node 22: SyntaxError: Unexpected identifier 'b'
//! node 18: SyntaxError: Unexpected identifier
class A { a() {} b: 1 }