class A { async
a() {} }