//! node 22: SyntaxError: Malformed arrow function parameter list @1:2+3
a || b => c