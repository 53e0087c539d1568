//! node 22: SyntaxError: missing ) after argument list @1:2+1
f(a;