//! node 22: SyntaxError: Unexpected token 'extends' @1:0+7
extends