//! node 22: SyntaxError: Invalid destructuring assignment target @1:26+4
'use strict'; function f([eval]) {}