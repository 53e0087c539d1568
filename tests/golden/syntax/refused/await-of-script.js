//! await is outside slabscope's JavaScript @2:0+5
let a = 1;
await a