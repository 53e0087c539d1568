//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:25+4
'use strict'; function f(eval) {}