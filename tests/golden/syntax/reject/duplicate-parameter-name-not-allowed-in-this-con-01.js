//! node 22: SyntaxError: Duplicate parameter name not allowed in this context @1:4+1
(a, a) => 1