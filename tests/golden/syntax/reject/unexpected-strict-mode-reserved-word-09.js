//! node 22: SyntaxError: Unexpected strict mode reserved word @1:23+7
'use strict'; function package() {}