//! async functions are outside slabscope's JavaScript
async function f() { for await (a of b); }