//! node 22: SyntaxError: Invalid destructuring assignment target @1:22+4
'use strict'; let [...eval] = 1