//! node 22: SyntaxError: Invalid destructuring assignment target @1:1+5
[a + 1] = 1