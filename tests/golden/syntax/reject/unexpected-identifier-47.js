//! node 22: SyntaxError: Unexpected identifier 'b' @1:5+1
//! node 18: SyntaxError: Unexpected identifier @1:5+1
a ++ b