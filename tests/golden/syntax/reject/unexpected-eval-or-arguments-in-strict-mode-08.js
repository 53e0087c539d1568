//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:23+4
'use strict'; function eval() {}