//! node 22: SyntaxError: Invalid destructuring assignment target @1:15+9
'use strict'; [arguments] = a