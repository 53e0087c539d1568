//! node 22: SyntaxError: Lexical declaration cannot appear in a single-statement context @1:3+3
a: let x