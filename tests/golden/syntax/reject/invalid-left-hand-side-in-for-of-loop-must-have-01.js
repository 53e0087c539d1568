//! node 22: SyntaxError: Invalid left-hand side in for-of loop: Must have a single binding. @1:9+4
for (let x, y of a);