//! node 22: SyntaxError: Unexpected number @1:7+1
x = [1 2]