//! node 22: SyntaxError: Rest parameter may not have a default initializer @1:16+1
function f(...a = 1) {}