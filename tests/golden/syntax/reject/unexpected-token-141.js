//! node 22: SyntaxError: Unexpected token ';' @1:25+1
for (var a = () => b in c;;);