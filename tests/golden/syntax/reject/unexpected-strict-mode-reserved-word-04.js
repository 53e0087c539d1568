//! node 22: SyntaxError: Unexpected strict mode reserved word @1:6+5
class yield {}