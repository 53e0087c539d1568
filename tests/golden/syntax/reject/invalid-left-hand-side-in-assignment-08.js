//! node 22: SyntaxError: Invalid left-hand side in assignment @1:15+10
function f() { new.target = 1 }