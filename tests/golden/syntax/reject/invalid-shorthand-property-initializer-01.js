//! node 22: SyntaxError: Invalid shorthand property initializer @1:2+3
({a=1})