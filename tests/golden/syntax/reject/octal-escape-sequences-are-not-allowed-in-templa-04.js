//! node 22: SyntaxError: Octal escape sequences are not allowed in template strings.
'use strict'; `\1`