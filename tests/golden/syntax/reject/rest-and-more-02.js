//! node 22: SyntaxError: Rest element must be last element @1:1+4
[...a, b] = 0