//! generators are outside slabscope's JavaScript
function* f() { yield
a }