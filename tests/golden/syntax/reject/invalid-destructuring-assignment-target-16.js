//! node 22: SyntaxError: Invalid destructuring assignment target @1:4+1
(a, 1) => 1