//! node 22: SyntaxError: Invalid left-hand side in assignment @1:5+1
a => 1 = 2