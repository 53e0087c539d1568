//! node 22: SyntaxError: Unexpected identifier 'a' @1:22+1
//! node 18: SyntaxError: Unexpected identifier @1:22+1
class A { st\u0061tic a() {} }