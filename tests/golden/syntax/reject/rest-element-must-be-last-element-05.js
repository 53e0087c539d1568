//! node 22: SyntaxError: Rest element must be last element @1:11+1
var {a, ...b, c} = d