//! node 22: SyntaxError: Unexpected strict mode reserved word @1:20+6
class A { m() { var public } }