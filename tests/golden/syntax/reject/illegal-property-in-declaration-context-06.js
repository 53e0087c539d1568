//! node 22: SyntaxError: Illegal property in declaration context @1:5+3
var [a.b] = c