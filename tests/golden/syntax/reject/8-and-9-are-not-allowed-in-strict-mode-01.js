//! node 22: SyntaxError: \8 and \9 are not allowed in strict mode. @1:15+1
'use strict'; '\8'