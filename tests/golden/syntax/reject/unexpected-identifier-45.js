//! node 22: SyntaxError: Unexpected identifier 'b' @1:17+1
//! node 18: SyntaxError: Unexpected identifier @1:17+1
try { } catch (a b) { }