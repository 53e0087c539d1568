//! node 22: SyntaxError: for-in loop variable declaration may not have an initializer. @1:11+5
for (var [x] = 1 in a);