//! node 22: SyntaxError: Invalid shorthand property initializer @1:4+5
`${{a = 1}}`