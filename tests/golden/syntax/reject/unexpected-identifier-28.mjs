//! node 22: SyntaxError: Unexpected identifier 'x'
//! node 18: SyntaxError: Unexpected identifier
import a from x