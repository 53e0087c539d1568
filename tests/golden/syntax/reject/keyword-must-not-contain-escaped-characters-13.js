//! node 22: SyntaxError: Keyword must not contain escaped characters @1:20+8
'use strict'; x = { l\u0065t }