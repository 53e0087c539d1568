//! node 22: SyntaxError: Numeric separator can not be used after leading 0. @1:1+1
0_