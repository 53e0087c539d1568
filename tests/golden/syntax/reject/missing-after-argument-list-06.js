//! node 22: SyntaxError: missing ) after argument list @1:6+1
new f(1 2)