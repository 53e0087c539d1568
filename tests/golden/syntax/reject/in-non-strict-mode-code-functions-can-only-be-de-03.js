//! node 22: SyntaxError: In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement. @1:3+8
do function f() {} while (0)