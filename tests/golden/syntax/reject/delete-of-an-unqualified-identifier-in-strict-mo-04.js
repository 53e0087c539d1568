//! node 22: SyntaxError: Delete of an unqualified identifier in strict mode. @1:23+1
class A { m() { delete a } }