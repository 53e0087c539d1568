//! node 22: SyntaxError: Illegal continue statement: 'a' does not denote an iteration statement @1:26+1
a: { while (1) { continue a } }