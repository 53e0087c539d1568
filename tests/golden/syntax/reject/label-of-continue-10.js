//! node 22: SyntaxError: Undefined label 'a' @1:12+1
a: continue a;