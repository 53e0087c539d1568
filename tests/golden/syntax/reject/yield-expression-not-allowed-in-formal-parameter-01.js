//! node 22: SyntaxError: Yield expression not allowed in formal parameter @1:16+5
function* g(x = yield) {}