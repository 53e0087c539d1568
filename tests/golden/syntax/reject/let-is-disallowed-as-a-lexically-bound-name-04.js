//! node 22: SyntaxError: let is disallowed as a lexically bound name @1:9+3
for (let let of []);