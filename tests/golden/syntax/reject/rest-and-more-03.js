//! node 22: SyntaxError: Invalid destructuring assignment target @1:8+1
let [...0, a] = 0