//! node 22: SyntaxError: Keyword must not contain escaped characters @1:18+11
'use strict'; var st\u0061tic