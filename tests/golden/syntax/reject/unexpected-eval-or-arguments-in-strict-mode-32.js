//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:30+4
function f(a) { 'use strict'; eval = 1 }