//! node 22: SyntaxError: Invalid destructuring assignment target @1:16+4
'use strict'; ([eval]) => 1