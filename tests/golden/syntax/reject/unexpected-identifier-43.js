//! node 22: SyntaxError: Unexpected identifier 'a' @1:14+1
//! node 18: SyntaxError: Unexpected identifier @1:14+1
try { } catch a