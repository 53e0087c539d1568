//! node 22: SyntaxError: Illegal continue statement: no surrounding iteration statement @1:0+8
continue