//! node 22: SyntaxError: Generators can only be declared at the top level or inside a block. @1:15+1
if (1) function* f() {}