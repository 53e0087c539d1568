//! node 22: SyntaxError: Invalid shorthand property initializer @1:2+5
[{a = 1}, b].c