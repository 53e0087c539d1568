//! node 22: SyntaxError: Unexpected token 'while' @1:5+5
do a while (b); c