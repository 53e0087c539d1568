//! node 22: SyntaxError: Unexpected strict mode reserved word @1:6+3
class let {}