//! node 22: SyntaxError: Class constructor may not be an async method @1:16+11
class A { async constructor() {} }