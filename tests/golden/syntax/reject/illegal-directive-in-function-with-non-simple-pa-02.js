//! node 22: SyntaxError: Illegal 'use strict' directive in function with non-simple parameter list @1:13+12
(a = 1) => { 'use strict' }