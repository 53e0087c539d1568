//! node 22: SyntaxError: Unexpected token '}' @1:20+1
switch (1) { case 1 }