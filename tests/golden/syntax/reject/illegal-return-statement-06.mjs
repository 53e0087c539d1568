//! node 22: SyntaxError: Illegal return statement
return