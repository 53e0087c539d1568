//! node 22: SyntaxError: Unexpected number @1:14+1
try {} catch (1) {}