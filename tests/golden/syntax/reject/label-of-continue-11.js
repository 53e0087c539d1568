//! node 22: SyntaxError: Undefined label 'a' @1:29+1
while (1) a: if (b) continue a;