//! node 22: SyntaxError: Undefined label 'a' @1:24+1
a: function f() { break a }