//! node 22: SyntaxError: Unexpected string @1:2+3
1 'a'