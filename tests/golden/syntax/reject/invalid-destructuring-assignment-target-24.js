//! node 22: SyntaxError: Invalid destructuring assignment target @1:9+1
for ({a: 1} of []);