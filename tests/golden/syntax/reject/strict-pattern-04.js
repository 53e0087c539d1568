//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:22+4
'use strict'; let {a: eval = 1} = 1