//! node 22: SyntaxError: Rest element must be last element @1:5+4
var [...a,] = b