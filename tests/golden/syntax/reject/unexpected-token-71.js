//! node 22: SyntaxError: Unexpected token 'finally' @1:0+7
finally