//! await is outside slabscope's JavaScript @1:8+5
let a = await b