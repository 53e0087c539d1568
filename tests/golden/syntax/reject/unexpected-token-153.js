//! node 22: SyntaxError: Unexpected token '=' @1:17+1
try { } catch (a = 1) { }