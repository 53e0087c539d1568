//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:18+4
'use strict'; var eval