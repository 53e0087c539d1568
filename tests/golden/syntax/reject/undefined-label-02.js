//! node 22: SyntaxError: Undefined label 'b' @1:21+1
while (1) { continue b }