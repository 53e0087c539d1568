//! node 22: SyntaxError: Unexpected token '(' @1:11+1
function f((a)) {}