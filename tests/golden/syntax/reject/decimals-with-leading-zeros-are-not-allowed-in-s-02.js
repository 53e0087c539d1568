//! node 22: SyntaxError: Decimals with leading zeros are not allowed in strict mode. @1:14+4
'use strict'; 09.5