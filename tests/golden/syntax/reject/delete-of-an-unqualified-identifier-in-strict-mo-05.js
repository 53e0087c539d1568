//! node 22: SyntaxError: Delete of an unqualified identifier in strict mode. @1:25+1
'use strict'; delete ((a))