//! node 22: SyntaxError: Unexpected token ',' @1:15+1
try {} catch (e, f) {}