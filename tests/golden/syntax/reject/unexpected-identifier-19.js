//! node 22: SyntaxError: Unexpected identifier 'foo' @1:7+3
//! node 18: SyntaxError: Unexpected identifier @1:7+3
import.foo