//! node 22: SyntaxError: Unexpected strict mode reserved word @1:5+6
({ m(static) { 'use strict' } })