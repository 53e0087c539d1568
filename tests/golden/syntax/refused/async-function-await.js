//! async functions are outside slabscope's JavaScript
async function await() {}