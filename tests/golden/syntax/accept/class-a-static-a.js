class A { static
a }