//! node 22: SyntaxError: Invalid Unicode escape sequence @1:0+6
\u00zz