//! node 22: SyntaxError: Octal literals are not allowed in strict mode. @2:0+3
'use strict'
010