//! node 22: SyntaxError: Invalid left-hand side in for-in loop: Must have a single binding. @1:9+4
for (let a, b in c);