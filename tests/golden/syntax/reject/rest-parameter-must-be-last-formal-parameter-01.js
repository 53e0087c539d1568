//! node 22: SyntaxError: Rest parameter must be last formal parameter @1:4+1
(...a, b) => 1