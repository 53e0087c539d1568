//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:16+4
'use strict'; ({eval = 1} = 1)