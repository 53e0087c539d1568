//! node 22: SyntaxError: Unexpected strict mode reserved word @1:11+6
function f(static) { 'use strict' }