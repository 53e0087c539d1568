//! node 22: SyntaxError: Unexpected token ',' @1:15+1
for (let x of a, b);