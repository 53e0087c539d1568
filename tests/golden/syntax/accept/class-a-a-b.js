class A { a
*b() {} }