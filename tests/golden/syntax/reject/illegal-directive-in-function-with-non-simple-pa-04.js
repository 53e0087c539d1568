//! node 22: SyntaxError: Illegal 'use strict' directive in function with non-simple parameter list @1:12+12
(...a) => { 'use strict' }