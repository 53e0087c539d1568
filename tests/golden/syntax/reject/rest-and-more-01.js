//! node 22: SyntaxError: Invalid destructuring assignment target @1:4+1
[...0, a] = 0