//! node 22: SyntaxError: await is only valid in async functions and the top level bodies of modules @2:0+5
let a = 1;
await a