//! node 22: SyntaxError: Unexpected strict mode reserved word @1:14+10
'use strict'; implements: 1