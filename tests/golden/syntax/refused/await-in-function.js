//! await is outside slabscope's JavaScript @1:15+5
function f() { await a }