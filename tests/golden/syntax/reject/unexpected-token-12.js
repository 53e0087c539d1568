//! node 22: SyntaxError: Unexpected token '...' @1:1+3
(...a)