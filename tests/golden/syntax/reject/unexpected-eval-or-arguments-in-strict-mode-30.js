//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:9+4
function eval(a) { 'use strict' }