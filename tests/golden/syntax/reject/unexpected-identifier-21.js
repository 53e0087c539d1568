//! node 22: SyntaxError: Unexpected identifier 'bar' @1:4+3
//! node 18: SyntaxError: Unexpected identifier @1:4+3
foo bar