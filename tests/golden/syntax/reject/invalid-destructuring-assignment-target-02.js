//! node 22: SyntaxError: Invalid destructuring assignment target @1:5+1
let [1] = 1