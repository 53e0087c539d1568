//! node 22: SyntaxError: Unexpected strict mode reserved word @1:18+6
'use strict'; let static