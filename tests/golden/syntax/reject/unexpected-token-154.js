//! node 22: SyntaxError: Unexpected token 'catch' @1:0+5
catch (a) { }