//! node 22: SyntaxError: for-in loop variable declaration may not have an initializer. @1:23+5
'use strict'; for (var a = 1 in b);