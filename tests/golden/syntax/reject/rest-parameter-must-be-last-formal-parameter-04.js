//! node 22: SyntaxError: Rest parameter must be last formal parameter @1:15+1
function f(...a,) {}