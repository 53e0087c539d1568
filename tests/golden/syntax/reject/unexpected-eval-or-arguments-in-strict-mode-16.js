//! node 22: SyntaxError: Unexpected eval or arguments in strict mode @1:28+4
'use strict'; try {} catch (eval) {}