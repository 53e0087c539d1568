//! node 22: SyntaxError: Duplicate parameter name not allowed in this context @1:8+1
({ m(a, a) {} })