//! node 22: SyntaxError: import() requires a specifier @1:6+1
import()