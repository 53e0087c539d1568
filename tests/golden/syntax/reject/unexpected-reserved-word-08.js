//! node 22: SyntaxError: Unexpected reserved word @1:4+5
for await (x of y);