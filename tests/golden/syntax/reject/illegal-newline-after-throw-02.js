//! node 22: SyntaxError: Illegal newline after throw @1:0+5
throw
a