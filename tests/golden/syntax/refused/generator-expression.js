//! generators are outside slabscope's JavaScript @1:4+8
a = function* () {}