//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:4+4
(a, eval) => { 'use strict' }