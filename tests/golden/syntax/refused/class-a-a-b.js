//! generators are outside slabscope's JavaScript
class A { a
*b() {} }