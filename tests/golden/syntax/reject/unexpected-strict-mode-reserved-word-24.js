//! node 22: SyntaxError: Unexpected strict mode reserved word @1:13+6
x = function static() { 'use strict' }