//! node 22: SyntaxError: Unexpected string @1:17+3
import('x', 'y', 'z')