//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:14+9
'use strict'; arguments = 1