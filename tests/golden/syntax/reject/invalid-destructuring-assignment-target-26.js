//! node 22: SyntaxError: Invalid destructuring assignment target @1:2+1
({a() {}}) => 1