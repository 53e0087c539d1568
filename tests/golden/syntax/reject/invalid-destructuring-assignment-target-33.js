//! node 22: SyntaxError: Invalid destructuring assignment target @1:1+7
((a = 1)) => a