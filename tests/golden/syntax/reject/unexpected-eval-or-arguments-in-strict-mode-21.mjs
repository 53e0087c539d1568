//! node 22: SyntaxError: Unexpected eval or arguments in strict mode
arguments = 1