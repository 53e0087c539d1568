//! node 22: SyntaxError: Unexpected strict mode reserved word @1:14+9
'use strict'; interface = 1