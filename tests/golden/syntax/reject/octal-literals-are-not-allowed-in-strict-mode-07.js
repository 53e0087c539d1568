//! node 22: SyntaxError: Octal literals are not allowed in strict mode. @1:19+3
'a'; 'use strict'; 010