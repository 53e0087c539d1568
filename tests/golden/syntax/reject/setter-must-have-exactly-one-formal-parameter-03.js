//! node 22: SyntaxError: Setter must have exactly one formal parameter. @1:8+2
({ set a() {} })