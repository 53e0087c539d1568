//! node 22: SyntaxError: Missing } in template expression @1:4+2
`a${b c}`