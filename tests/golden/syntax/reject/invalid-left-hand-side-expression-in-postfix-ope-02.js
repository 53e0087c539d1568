//! node 22: SyntaxError: Invalid left-hand side expression in postfix operation @1:0+1
1++