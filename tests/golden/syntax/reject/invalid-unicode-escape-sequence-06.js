//! node 22: SyntaxError: Invalid Unicode escape sequence
\u