//! node 22: SyntaxError: await is only valid in async functions and the top level bodies of modules @1:15+5
function a() { await b }