//! node 22: SyntaxError: Unexpected reserved word @1:0+4
enum x