//! node 22: SyntaxError: Unexpected identifier 'b' @1:10+1
//! node 18: SyntaxError: Unexpected identifier @1:10+1
x = [...a b]