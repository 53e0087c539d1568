//! node 22: SyntaxError: Unexpected strict mode reserved word
yield