//! node 22: SyntaxError: Illegal 'use strict' directive in function with non-simple parameter list @1:20+12
function f(a = 1) { 'use strict' }