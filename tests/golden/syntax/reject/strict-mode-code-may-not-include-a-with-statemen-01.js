//! node 22: SyntaxError: Strict mode code may not include a with statement @1:14+4
'use strict'; with (a) b