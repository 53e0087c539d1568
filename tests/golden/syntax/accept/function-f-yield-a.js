function* f() { yield
a }