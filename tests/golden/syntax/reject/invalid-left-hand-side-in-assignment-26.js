//! node 22: SyntaxError: Invalid left-hand side in assignment @1:1+3
({a} += b)