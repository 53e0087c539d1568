//! node 22: SyntaxError: Invalid regular expression flags @1:0+5
//! node 18: SyntaxError: Invalid regular expression flags @1:0+1
/a/uv