//! node 22: SyntaxError: Unexpected identifier '#a' @1:2+2
//! node 18: SyntaxError: Unexpected identifier @1:2+2
({#a: 1})