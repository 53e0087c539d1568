//! node 22: SyntaxError: Label 'a' has already been declared @1:3+1
a: a: 1