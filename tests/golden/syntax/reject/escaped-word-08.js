//! node 22: SyntaxError: Keyword must not contain escaped characters @1:22+10
async function f() { (\u0061wait) }