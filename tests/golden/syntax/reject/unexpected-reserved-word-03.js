//! node 22: SyntaxError: Unexpected reserved word @1:2+4
a enum