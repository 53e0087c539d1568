//! node 22: SyntaxError: Invalid regular expression: /(/: Unterminated group @1:0+3
/(/