//! node 22: SyntaxError: Invalid Unicode escape sequence @1:4+1
'\u{}'