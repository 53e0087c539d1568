//! node 22: SyntaxError: Only one underscore is allowed as numeric separator @1:2+1
1__000