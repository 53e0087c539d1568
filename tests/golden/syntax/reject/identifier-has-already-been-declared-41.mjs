//! node 22: SyntaxError: Identifier 'f' has already been declared
function f() {} function f() {}