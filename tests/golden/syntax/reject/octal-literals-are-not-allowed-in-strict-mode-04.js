//! node 22: SyntaxError: Octal literals are not allowed in strict mode. @1:29+3
function f() { 'use strict'; 010 }