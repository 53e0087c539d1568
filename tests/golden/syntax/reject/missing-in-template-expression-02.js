//! node 22: SyntaxError: Missing } in template expression @1:6+2
`abc${1 2}`