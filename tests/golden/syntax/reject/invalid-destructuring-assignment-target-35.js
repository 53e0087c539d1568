//! node 22: SyntaxError: Invalid destructuring assignment target @1:5+4
({a: b?.c} = d)