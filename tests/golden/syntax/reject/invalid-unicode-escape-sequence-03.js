//! node 22: SyntaxError: Invalid Unicode escape sequence @1:6+1
'\u{11'