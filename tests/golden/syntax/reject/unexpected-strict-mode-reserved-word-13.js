//! node 22: SyntaxError: Unexpected strict mode reserved word @1:14+6
'use strict'; public: 1