//! node 22: SyntaxError: Invalid shorthand property initializer @1:6+5
x = { a = 1 }