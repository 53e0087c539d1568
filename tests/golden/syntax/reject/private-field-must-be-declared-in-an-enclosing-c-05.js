//! node 22: SyntaxError: Private field '#x' must be declared in an enclosing class @1:0+1
#x