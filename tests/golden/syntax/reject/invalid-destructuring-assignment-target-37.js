//! node 22: SyntaxError: Invalid destructuring assignment target @1:5+5
var {get a() {}} = b