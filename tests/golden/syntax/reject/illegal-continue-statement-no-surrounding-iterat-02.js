//! node 22: SyntaxError: Illegal continue statement: no surrounding iteration statement @1:5+8
a: { continue }