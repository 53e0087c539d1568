//! node 22: SyntaxError: Keyword must not contain escaped characters
export \u0061sync function f() {}