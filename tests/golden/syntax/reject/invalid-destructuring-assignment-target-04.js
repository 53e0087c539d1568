//! node 22: SyntaxError: Invalid destructuring assignment target @1:8+3
let {a: (b)} = 1