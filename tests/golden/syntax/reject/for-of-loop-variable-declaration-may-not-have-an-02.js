//! node 22: SyntaxError: for-of loop variable declaration may not have an initializer. @1:9+5
for (var x = 1 of a);