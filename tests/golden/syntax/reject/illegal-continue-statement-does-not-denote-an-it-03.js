//! node 22: SyntaxError: Illegal continue statement: 'a' does not denote an iteration statement @1:17+1
a: b: { continue a }