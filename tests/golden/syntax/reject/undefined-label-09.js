//! node 22: SyntaxError: Undefined label 'a' @1:20+1
a: { (() => { break a })() }