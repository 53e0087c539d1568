//! node 22: SyntaxError: Octal escape sequences are not allowed in strict mode. @1:16+1
'use strict'; '\01'