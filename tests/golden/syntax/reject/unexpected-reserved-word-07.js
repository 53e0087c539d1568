//! node 22: SyntaxError: Unexpected reserved word @1:17+5
async function f(await) {}