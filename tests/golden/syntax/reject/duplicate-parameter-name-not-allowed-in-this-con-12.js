//! node 22: SyntaxError: Duplicate parameter name not allowed in this context @1:18+1
'use strict'; (a, a) => 1