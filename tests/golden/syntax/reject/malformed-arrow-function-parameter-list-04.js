//! node 22: SyntaxError: Malformed arrow function parameter list
a.b => 2