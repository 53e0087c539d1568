//! async functions are outside slabscope's JavaScript @1:10+5
class A { async #b() {} }