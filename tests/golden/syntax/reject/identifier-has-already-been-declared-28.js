//! node 22: SyntaxError: Identifier 'f' has already been declared @1:32+1
'use strict'; { function f() {} function f() {} }