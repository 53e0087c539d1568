//! node 22: SyntaxError: Illegal continue statement: 'a' does not denote an iteration statement @1:33+1
a: switch (1) { case 1: continue a }