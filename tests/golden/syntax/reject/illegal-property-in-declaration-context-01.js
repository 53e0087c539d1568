//! node 22: SyntaxError: Illegal property in declaration context @1:5+3
let [a.b] = 1