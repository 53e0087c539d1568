//! node 22: SyntaxError: Keyword must not contain escaped characters @1:14+11
'use strict'; \u{70}ublic