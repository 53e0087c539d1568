//! node 22: SyntaxError: Class constructor may not be an accessor @1:14+11
class A { get constructor() {} }