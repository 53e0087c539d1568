//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:17+4
'use strict'; ({ eval } = a)