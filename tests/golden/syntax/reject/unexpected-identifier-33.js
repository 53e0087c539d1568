//! node 22: SyntaxError: Unexpected identifier 'yield' @1:12+5
//! node 18: SyntaxError: Unexpected identifier @1:12+5
function* f(yield) {}