//! node 22: SyntaxError: Unexpected number @1:2+2
07.5