//! node 22: SyntaxError: Unexpected strict mode reserved word @1:6+6
class static {}