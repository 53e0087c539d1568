//! node 22: SyntaxError: Unexpected token '.' @1:0+1
..