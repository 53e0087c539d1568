//! node 22: SyntaxError: Unexpected token '+' @1:23+1
() => { 'use strict' } + 010