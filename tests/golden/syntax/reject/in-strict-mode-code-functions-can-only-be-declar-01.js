//! node 22: SyntaxError: In strict mode code, functions can only be declared at top level or inside a block. @1:21+8
'use strict'; if (x) function f() {}