//! node 22: SyntaxError: Illegal continue statement: no surrounding iteration statement @1:31+8
while (1) { class A { static { continue } } }