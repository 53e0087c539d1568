//! node 22: SyntaxError: Unexpected strict mode reserved word @1:9+6
function public() { 'use strict' }