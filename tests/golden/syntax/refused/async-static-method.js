//! async functions are outside slabscope's JavaScript @1:17+5
class A { static async b() {} }