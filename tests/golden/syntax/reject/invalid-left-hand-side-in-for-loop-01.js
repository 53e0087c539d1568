//! node 22: SyntaxError: Invalid left-hand side in for-loop @1:5+1
for (1 of []);