//! node 22: SyntaxError: Undefined label 'd' @1:30+1
a: b: c: while (1) { continue d }