//! node 22: SyntaxError: Invalid destructuring assignment target @1:2+5
({get a() {}} = 1)