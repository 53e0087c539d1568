//! node 22: SyntaxError: Invalid destructuring assignment target @1:20+9
'use strict'; ({ a: arguments } = b)