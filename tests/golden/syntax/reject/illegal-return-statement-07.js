//! node 22: SyntaxError: Illegal return statement @1:0+6
return a