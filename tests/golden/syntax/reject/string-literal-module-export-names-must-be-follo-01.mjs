//! node 22: SyntaxError: String literal module export names must be followed by a 'from' clause
export {'a'}