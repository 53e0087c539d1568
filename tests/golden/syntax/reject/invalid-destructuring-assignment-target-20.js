//! node 22: SyntaxError: Invalid destructuring assignment target @1:2+3
([(a)]) => 1