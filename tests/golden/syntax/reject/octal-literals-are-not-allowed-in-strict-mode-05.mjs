//! node 22: SyntaxError: Octal literals are not allowed in strict mode.
010