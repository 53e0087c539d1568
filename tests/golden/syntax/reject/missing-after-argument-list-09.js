//! node 22: SyntaxError: missing ) after argument list @1:4+1
a?.(b