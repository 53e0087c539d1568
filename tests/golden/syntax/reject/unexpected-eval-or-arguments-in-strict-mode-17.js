//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:11+4
function f(eval) { 'use strict' }