//! generators are outside slabscope's JavaScript @2:0+1
class A { a
*b() {} }