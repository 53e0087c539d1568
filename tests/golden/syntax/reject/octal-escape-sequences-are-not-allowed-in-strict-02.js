//! node 22: SyntaxError: Octal escape sequences are not allowed in strict mode. @1:17+1
function f() { '\07'; 'use strict' }