//! node 22: SyntaxError: missing ) after argument list @1:11+5
async (x = await 1) => 1