//! node 22: SyntaxError: Unexpected identifier 'yield' @1:20+5
//! node 18: SyntaxError: Unexpected identifier @1:20+5
function* g() { var yield }