//! node 22: SyntaxError: Unexpected strict mode reserved word @1:25+6
'use strict'; function f(public) {}