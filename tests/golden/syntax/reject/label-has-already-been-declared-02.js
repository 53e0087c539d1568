//! node 22: SyntaxError: Label 'a' has already been declared @1:5+1
a: { a: 1 }