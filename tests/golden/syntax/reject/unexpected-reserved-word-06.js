//! node 22: SyntaxError: Unexpected reserved word @1:4+4
var enum