//! node 22: SyntaxError: Illegal continue statement: no surrounding iteration statement @1:21+8
while (1) { (() => { continue })() }