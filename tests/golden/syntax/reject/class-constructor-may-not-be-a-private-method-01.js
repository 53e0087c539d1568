//! node 22: SyntaxError: Class constructor may not be a private method @1:10+12
class A { #constructor() {} }