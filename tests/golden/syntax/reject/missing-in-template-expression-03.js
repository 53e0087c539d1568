//! node 22: SyntaxError: Missing } in template expression @1:3+1
`${a