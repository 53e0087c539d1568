//! node 22: SyntaxError: Lexical declaration cannot appear in a single-statement context @1:7+3
if (1) let {}