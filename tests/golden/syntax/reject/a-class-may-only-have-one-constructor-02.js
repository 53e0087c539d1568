//! node 22: SyntaxError: A class may only have one constructor @1:29+13
class A { 'constructor'() {} 'constructor'() {} }