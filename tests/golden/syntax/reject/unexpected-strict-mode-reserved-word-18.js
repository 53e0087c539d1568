//! node 22: SyntaxError: Unexpected strict mode reserved word @1:1+6
(public) => { 'use strict' }