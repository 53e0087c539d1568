//! node 22: SyntaxError: Unexpected token '+' @1:18+1
class A extends B + C {}