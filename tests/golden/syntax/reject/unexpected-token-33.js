//! node 22: SyntaxError: Unexpected token 'class' @1:7+5
if (1) class C {}