//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:27+4
'use strict'; x = function eval() {}