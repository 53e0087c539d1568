//! node 22: SyntaxError: Invalid left-hand side in for-loop @1:5+4
for (a?.b of c);