//! node 22: SyntaxError: Undefined label 'b' @1:29+1
a: { b: { break a } continue b }