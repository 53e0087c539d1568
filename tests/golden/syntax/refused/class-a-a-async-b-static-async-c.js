//! generators are outside slabscope's JavaScript
class A { *a() {} async *b() {} static async c() {} }