//! node 22: SyntaxError: missing ) after argument list @1:5+1
f(a, b;