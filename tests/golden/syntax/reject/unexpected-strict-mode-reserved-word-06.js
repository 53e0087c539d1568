//! node 22: SyntaxError: Unexpected strict mode reserved word @1:18+3
'use strict'; var let