//! node 22: SyntaxError: Invalid left-hand side in for-loop @1:5+5
for (x = 1 of []);