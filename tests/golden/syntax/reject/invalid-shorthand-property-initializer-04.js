//! node 22: SyntaxError: Invalid shorthand property initializer @1:3+3
f({a=1})