//! node 22: SyntaxError: Unexpected end of input
for (a of b