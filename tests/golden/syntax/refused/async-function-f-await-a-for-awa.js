//! async functions are outside slabscope's JavaScript
async function f() { await a; for await (b of c); async () => await d }