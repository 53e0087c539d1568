//! node 22: SyntaxError: Unexpected token '...' @1:4+3
(a, ...b)