//! node 22: SyntaxError: Unexpected strict mode reserved word @1:1+6
(static) => { 'use strict' }