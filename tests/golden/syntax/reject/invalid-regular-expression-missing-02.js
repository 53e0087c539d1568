//! node 22: SyntaxError: Invalid regular expression: missing / @1:0+1
/abc
/