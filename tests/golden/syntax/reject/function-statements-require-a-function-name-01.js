//! node 22: SyntaxError: Function statements require a function name @1:0+8
function () {}