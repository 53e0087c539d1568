//! node 22: SyntaxError: Unexpected number @1:9+1
debugger 1