//! generators are outside slabscope's JavaScript @1:17+1
class A { static *b() {} }