//! node 22: SyntaxError: Undefined label 'b' @1:11+1
a: { break b }