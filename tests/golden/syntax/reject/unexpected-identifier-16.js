//! node 22: SyntaxError: Unexpected identifier 'each' @1:4+4
//! node 18: SyntaxError: Unexpected identifier @1:4+4
for each (x in y);