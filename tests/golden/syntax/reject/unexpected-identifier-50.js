//! node 22: SyntaxError: Unexpected identifier 'c' @1:6+1
//! node 18: SyntaxError: Unexpected identifier @1:6+1
a ? b c