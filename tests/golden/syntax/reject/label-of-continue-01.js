//! node 22: SyntaxError: Illegal continue statement: 'a' does not denote an iteration statement @1:14+1
a: { continue a }