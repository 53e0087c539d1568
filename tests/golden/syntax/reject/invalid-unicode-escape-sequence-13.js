//! node 22: SyntaxError: Invalid Unicode escape sequence
`a${b}\u`