//! node 22: SyntaxError: Illegal return statement @1:2+6
{ return }