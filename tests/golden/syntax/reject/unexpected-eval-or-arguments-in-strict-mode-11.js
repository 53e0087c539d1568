//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:15+4
'use strict'; (eval) => 1