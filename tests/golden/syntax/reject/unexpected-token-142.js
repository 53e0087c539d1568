//! node 22: SyntaxError: Unexpected token 'of' @1:7+7
//! node 18: SyntaxError: Unexpected identifier @1:7+7
//! node 20: SyntaxError: Unexpected identifier 'of' @1:7+7
for (a o\u0066 b);