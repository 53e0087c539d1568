//! generators are outside slabscope's JavaScript
function* g() { yield 1 }