//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:20+4
'use strict'; class eval {}