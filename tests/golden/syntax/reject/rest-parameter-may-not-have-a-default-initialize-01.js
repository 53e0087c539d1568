//! node 22: SyntaxError: Rest parameter may not have a default initializer @1:4+1
(...a = 1) => 1