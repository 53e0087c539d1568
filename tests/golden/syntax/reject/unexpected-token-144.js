//! node 22: SyntaxError: Unexpected token ':' @1:17+1
switch (a) { case: 1 }