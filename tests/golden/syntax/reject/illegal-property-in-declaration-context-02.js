//! node 22: SyntaxError: Illegal property in declaration context @1:8+3
let {a: b.c} = 1