//! node 22: SyntaxError: Octal escape sequences are not allowed in strict mode.
'use strict'; '\1'