//! node 22: SyntaxError: Getter must not have any formal parameters. @1:8+3
({ get a(x) {} })