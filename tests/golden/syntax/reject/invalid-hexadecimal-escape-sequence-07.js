//! node 22: SyntaxError: Invalid hexadecimal escape sequence
`\x`