//! node 22: SyntaxError: Unexpected identifier 'b' @1:6+1
//! node 18: SyntaxError: Unexpected identifier @1:6+1
if (a b