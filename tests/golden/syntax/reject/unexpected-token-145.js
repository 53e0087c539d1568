//! node 22: SyntaxError: Unexpected token 'case' @1:11+4
switch (a) case 1: