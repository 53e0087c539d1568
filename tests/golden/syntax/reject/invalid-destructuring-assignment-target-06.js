//! node 22: SyntaxError: Invalid destructuring assignment target @1:5+8
let [...a = 1] = 1