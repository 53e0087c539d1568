//! node 22: SyntaxError: Keyword must not contain escaped characters @1:14+8
'use strict'; l\u0065t x