//! node 22: SyntaxError: let is disallowed as a lexically bound name @2:0+3
let
let x