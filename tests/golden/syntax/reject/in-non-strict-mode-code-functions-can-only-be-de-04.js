//! node 22: SyntaxError: In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement. @1:14+8
if (1) label: function f() {}