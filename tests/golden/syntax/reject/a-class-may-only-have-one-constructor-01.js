//! node 22: SyntaxError: A class may only have one constructor @1:27+11
class A { constructor() {} constructor() {} }