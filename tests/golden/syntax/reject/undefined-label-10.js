//! node 22: SyntaxError: Undefined label 'a' @1:30+1
a: { class A { static { break a } } }