//! node 22: SyntaxError: Unexpected token 'finally' @1:20+7
try { } finally { } finally { }