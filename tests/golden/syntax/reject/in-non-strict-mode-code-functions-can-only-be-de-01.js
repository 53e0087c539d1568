//! node 22: SyntaxError: In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement. @1:10+8
while (1) function f() {}