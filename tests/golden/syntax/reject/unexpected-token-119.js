//! node 22: SyntaxError: Unexpected token '}' @1:27+1
async function f() { await }