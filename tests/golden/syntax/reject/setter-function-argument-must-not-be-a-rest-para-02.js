//! node 22: SyntaxError: Setter function argument must not be a rest parameter @1:8+6
({ set a(...x) {} })