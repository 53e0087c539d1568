//! node 22: SyntaxError: Invalid regular expression flags @1:0+1
/a/\u{67}