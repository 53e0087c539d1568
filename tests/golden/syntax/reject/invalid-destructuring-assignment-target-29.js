//! node 22: SyntaxError: Invalid destructuring assignment target @1:4+3
(a, (b)) => 1