//! node 22: SyntaxError: Octal literals are not allowed in strict mode. @1:14+2
'use strict'; 00