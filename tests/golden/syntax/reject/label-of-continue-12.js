//! node 22: SyntaxError: Undefined label 'a' @1:15+1
a: b: continue a;