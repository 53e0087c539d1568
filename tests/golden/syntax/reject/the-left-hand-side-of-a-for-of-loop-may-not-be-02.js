//! node 22: SyntaxError: The left-hand side of a for-of loop may not be 'async'. @1:5+5
for (async
of b);