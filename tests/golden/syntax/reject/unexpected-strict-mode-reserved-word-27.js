//! node 22: SyntaxError: Unexpected strict mode reserved word @1:0+6
static => { 'use strict' }