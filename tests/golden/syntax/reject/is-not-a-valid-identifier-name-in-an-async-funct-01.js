//! node 22: SyntaxError: 'await' is not a valid identifier name in an async function @1:7+5
async (await) => 1