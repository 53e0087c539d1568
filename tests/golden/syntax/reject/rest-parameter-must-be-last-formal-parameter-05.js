//! node 22: SyntaxError: Rest parameter must be last formal parameter @1:14+1
async (a, ...b, c) => 1