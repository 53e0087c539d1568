//! node 22: SyntaxError: Invalid left-hand side expression in prefix operation @1:3+4
++ ++ a