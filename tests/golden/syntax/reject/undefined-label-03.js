//! node 22: SyntaxError: Undefined label 'b' @1:18+1
while (1) { break b }