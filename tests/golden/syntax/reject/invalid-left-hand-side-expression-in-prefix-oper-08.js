//! node 22: SyntaxError: Invalid left-hand side expression in prefix operation @1:2+3
++[a]