//! node 22: SyntaxError: let is disallowed as a lexically bound name @1:4+3
let let = 1