//! node 22: SyntaxError: Duplicate parameter name not allowed in this context @1:28+1
'use strict'; function f(a, a) {}