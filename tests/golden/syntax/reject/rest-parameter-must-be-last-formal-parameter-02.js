//! node 22: SyntaxError: Rest parameter must be last formal parameter @1:7+1
(a, ...b,) => 1