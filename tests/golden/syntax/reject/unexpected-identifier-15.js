//! node 22: SyntaxError: Unexpected identifier 'y' @1:7+1
//! node 18: SyntaxError: Unexpected identifier @1:7+1
for (x y);