//! node 22: SyntaxError: Illegal 'use strict' directive in function with non-simple parameter list @1:16+12
({ set a({b}) { 'use strict' } })