//! node 22: SyntaxError: let is disallowed as a lexically bound name @1:7+3
const {let} = 1