//! await is outside slabscope's JavaScript
await 1