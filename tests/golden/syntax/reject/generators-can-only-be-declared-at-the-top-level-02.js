//! node 22: SyntaxError: Generators can only be declared at the top level or inside a block. @1:11+1
a: function* f() {}