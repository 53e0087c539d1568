//! await is outside slabscope's JavaScript
function f() { await a }