//! generators are outside slabscope's JavaScript @1:6+1
a = { *b() {} }