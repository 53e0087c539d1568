//! node 22: SyntaxError: Missing } in template expression @1:6+1
`abc${1