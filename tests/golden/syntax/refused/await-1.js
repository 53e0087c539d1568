//! await is outside slabscope's JavaScript @1:0+5
await 1