//! node 22: SyntaxError: Illegal property in declaration context @1:1+3
(a.b = 1) => 1