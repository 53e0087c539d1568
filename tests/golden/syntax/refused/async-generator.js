//! async functions are outside slabscope's JavaScript @1:0+5
async function* a() {}