//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:24+9
'use strict'; (function arguments() {})