//! node 22: SyntaxError: Unexpected token 'in' @1:34+2
async function f() { for await (x in y); }