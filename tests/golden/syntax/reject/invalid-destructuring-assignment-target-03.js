//! node 22: SyntaxError: Invalid destructuring assignment target @1:5+3
let [(a)] = 1