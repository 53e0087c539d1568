//! async functions are outside slabscope's JavaScript
async () => { await x }