//! node 22: SyntaxError: Only one underscore is allowed as numeric separator @1:4+1
0b1__1