//! node 22: SyntaxError: Invalid left-hand side in assignment @1:0+11
(a ? b : c) = 1