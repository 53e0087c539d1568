//! node 22: SyntaxError: Invalid hexadecimal escape sequence @1:1+4
"\xg"