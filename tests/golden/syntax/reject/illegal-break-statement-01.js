//! node 22: SyntaxError: Illegal break statement @1:19+5
class A { static { break } }