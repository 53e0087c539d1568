//! node 22: SyntaxError: Cannot use new with import @1:4+6
//! node 24: SyntaxError: Cannot use new with import @1:14+1
//! node 26: SyntaxError: Cannot use new with import @1:14+1
new import('x')