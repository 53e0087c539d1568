//! node 22: SyntaxError: Rest element must be last element @1:5+4
let [...a, b] = 1