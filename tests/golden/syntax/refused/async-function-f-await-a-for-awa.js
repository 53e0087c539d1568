//! async functions are outside slabscope's JavaScript @1:0+5
async function f() { await a; for await (b of c); async () => await d }