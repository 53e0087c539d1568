//! node 22: SyntaxError: Unexpected end of input
a *