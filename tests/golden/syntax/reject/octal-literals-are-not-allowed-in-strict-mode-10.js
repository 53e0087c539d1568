//! node 22: SyntaxError: Octal literals are not allowed in strict mode. @1:18+3
//! node 18: SyntaxError: Unexpected identifier @1:27+3
'use strict'; a = 010; foo bar