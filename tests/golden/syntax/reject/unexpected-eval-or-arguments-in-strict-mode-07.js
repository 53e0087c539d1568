//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:18+9
'use strict'; let arguments = 1