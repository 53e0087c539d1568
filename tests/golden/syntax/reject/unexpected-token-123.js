//! node 22: SyntaxError: Unexpected token '.' @1:6+1
var {a.b} = c