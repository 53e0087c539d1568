//! node 22: SyntaxError: Illegal continue statement: 'a' does not denote an iteration statement @1:18+1
a: try { continue a } catch {}