//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:6+4
class eval {}