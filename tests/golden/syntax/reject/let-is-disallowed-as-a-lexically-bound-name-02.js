//! node 22: SyntaxError: let is disallowed as a lexically bound name @1:5+3
let [let] = 1