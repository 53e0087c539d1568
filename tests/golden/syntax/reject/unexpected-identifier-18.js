//! node 22: SyntaxError: Unexpected identifier 'foo' @1:4+3
//! node 18: SyntaxError: Unexpected identifier @1:4+3
new.foo