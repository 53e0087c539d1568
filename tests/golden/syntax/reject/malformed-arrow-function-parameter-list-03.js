//! node 22: SyntaxError: Malformed arrow function parameter list
1 => 2