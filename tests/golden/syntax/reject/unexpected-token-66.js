//! node 22: SyntaxError: Unexpected token ';' @1:32+1
async function f() { for await (;;); }