//! node 22: SyntaxError: Unexpected reserved word @1:19+5
class A { static { await } }