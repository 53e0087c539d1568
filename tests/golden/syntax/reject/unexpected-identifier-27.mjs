//! node 22: SyntaxError: Unexpected identifier 'from'
//! node 18: SyntaxError: Unexpected identifier
import * from 'x'