//! node 22: SyntaxError: Malformed arrow function parameter list
(a) => 1 => 2