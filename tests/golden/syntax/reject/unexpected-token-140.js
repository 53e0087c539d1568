//! node 22: SyntaxError: Unexpected token ';' @1:19+1
for (var a = b in c;;);