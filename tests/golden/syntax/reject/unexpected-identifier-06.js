//! node 22: SyntaxError: Unexpected identifier 'a'
//! node 18: SyntaxError: Unexpected identifier
class A { a: 1 }