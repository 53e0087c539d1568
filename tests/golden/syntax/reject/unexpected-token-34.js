//! node 22: SyntaxError: Unexpected token 'class' @1:3+5
a: class C {}