//! node 22: SyntaxError: Undefined label 'a' @1:9+1
continue a