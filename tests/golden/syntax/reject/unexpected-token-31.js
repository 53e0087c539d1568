//! node 22: SyntaxError: Unexpected token '=>' @1:18+2
class A extends a => 1 {}