//! node 22: SyntaxError: Malformed arrow function parameter list @1:0+3
f(a) => 2