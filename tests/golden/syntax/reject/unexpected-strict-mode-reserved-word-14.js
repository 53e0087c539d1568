//! node 22: SyntaxError: Unexpected strict mode reserved word @1:19+3
'use strict'; for (let = 1;;);