//! node 22: SyntaxError: Invalid optional chain from new expression @1:5+2
new a?.b