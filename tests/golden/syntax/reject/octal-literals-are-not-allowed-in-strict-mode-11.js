//! node 22: SyntaxError: Octal literals are not allowed in strict mode. @1:22+3
() => { 'use strict'; 010 }