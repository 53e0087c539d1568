//! node 22: SyntaxError: Unexpected token ',' @1:15+1
for (var a of b, c);