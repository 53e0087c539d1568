class A { get
a() {} }