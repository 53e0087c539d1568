//! node 22: SyntaxError: Unexpected strict mode reserved word @1:16+6
'use strict'; ({public})