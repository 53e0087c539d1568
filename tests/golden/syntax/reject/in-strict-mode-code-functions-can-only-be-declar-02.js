//! node 22: SyntaxError: In strict mode code, functions can only be declared at top level or inside a block. @1:17+8
'use strict'; a: function f() {}