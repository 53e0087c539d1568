//! node 22: SyntaxError: Invalid Unicode escape sequence @1:1+6
`\u00g`