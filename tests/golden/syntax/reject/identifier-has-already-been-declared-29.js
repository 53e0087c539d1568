//! node 22: SyntaxError: Identifier 'f' has already been declared @1:20+1
function f() {} let f