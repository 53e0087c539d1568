//! node 22: SyntaxError: Strict mode code may not include a with statement
with (a) b