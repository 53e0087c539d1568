//! node 22: SyntaxError: Unexpected strict mode reserved word @1:22+5
'use strict'; let x = yield