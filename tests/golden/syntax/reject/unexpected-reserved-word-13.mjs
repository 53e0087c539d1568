//! node 22: SyntaxError: Unexpected reserved word
let await