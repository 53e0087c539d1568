//! node 22: SyntaxError: Undefined label 'a' @1:17+1
a: ; a: continue a