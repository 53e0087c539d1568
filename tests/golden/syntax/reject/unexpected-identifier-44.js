//! node 22: SyntaxError: Unexpected identifier 'a' @1:16+1
//! node 18: SyntaxError: Unexpected identifier @1:16+1
try { } finally a