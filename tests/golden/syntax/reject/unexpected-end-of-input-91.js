//! node 22: SyntaxError: Unexpected end of input
for (var a of