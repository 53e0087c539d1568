//! node 22: SyntaxError: Unexpected number @1:11+1
function f(1) {}