//! generators are outside slabscope's JavaScript @1:0+8
function* f() { yield
a }