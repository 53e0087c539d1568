//! node 22: SyntaxError: Invalid destructuring assignment target @1:15+4
'use strict'; [eval] = 1