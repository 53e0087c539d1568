//! node 22: SyntaxError: Illegal property in declaration context @1:15+3
function f({a: b.c}) {}