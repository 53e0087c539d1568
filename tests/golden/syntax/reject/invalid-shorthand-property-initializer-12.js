//! node 22: SyntaxError: Invalid shorthand property initializer @1:6+5
f(a, {b = 1})