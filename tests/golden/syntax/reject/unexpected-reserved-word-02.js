//! node 22: SyntaxError: Unexpected reserved word @1:23+5
class A { static { var await } }