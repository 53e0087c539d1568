//! node 22: SyntaxError: Illegal continue statement: 'a' does not denote an iteration statement @1:29+1
a: if (1) while (1) continue a