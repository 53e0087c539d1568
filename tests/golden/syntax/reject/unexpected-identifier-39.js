//! node 22: SyntaxError: Unexpected identifier 'c' @1:12+1
//! node 18: SyntaxError: Unexpected identifier @1:12+1
for (a of b c