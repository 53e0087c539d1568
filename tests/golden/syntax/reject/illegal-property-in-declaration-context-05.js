//! node 22: SyntaxError: Illegal property in declaration context @1:8+3
var {a: b.c} = d