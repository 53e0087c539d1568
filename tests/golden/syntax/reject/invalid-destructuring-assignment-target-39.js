//! node 22: SyntaxError: Invalid destructuring assignment target @1:5+5
for (({a}) of b);