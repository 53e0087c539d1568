//! node 22: SyntaxError: Unexpected reserved word
var await