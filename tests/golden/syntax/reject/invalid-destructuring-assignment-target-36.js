//! node 22: SyntaxError: Invalid destructuring assignment target @1:8+1
var {a: 1} = b