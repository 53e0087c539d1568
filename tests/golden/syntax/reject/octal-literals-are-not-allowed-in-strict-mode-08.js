//! node 22: SyntaxError: Octal literals are not allowed in strict mode. @1:29+3
'use strict'; function f() { 010 }