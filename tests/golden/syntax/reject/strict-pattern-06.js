//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:19+4
'use strict'; let {eval} = 1