//! node 22: SyntaxError: Unexpected number @1:6+1
yield 1