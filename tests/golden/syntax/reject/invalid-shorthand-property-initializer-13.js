//! node 22: SyntaxError: Invalid shorthand property initializer @1:5+5
a = {b = 1}