//! node 22: SyntaxError: Lexical declaration cannot appear in a single-statement context @1:10+3
while (1) let x