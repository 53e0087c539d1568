//! node 22: SyntaxError: Illegal property in declaration context @1:12+3
function f([a.b]) {}