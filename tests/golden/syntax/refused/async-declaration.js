//! async functions are outside slabscope's JavaScript @1:3+5
1; async function a() {}