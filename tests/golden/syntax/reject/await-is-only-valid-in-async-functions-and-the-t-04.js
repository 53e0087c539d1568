//! node 22: SyntaxError: await is only valid in async functions and the top level bodies of modules @1:36+5
async function f() { function g() { await a } }