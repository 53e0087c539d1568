//! node 22: SyntaxError: Class constructor may not be a generator @1:11+11
class A { *constructor() {} }