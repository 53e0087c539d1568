//! node 22: SyntaxError: Missing } in template expression @1:4+1
`a${b