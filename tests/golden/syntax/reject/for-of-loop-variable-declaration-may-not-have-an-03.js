//! node 22: SyntaxError: for-of loop variable declaration may not have an initializer. @1:11+5
for (const a = 1 of b);