//! node 22: SyntaxError: let is disallowed as a lexically bound name @1:15+3
try {} catch ([let]) {}