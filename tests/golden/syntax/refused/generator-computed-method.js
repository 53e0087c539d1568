//! generators are outside slabscope's JavaScript @1:10+1
class A { *[b]() {} }