//! node 22: SyntaxError: Rest element must be last element @1:8+1
let {...a, b} = 1