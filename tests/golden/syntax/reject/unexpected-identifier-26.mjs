//! node 22: SyntaxError: Unexpected identifier 'b'
//! node 18: SyntaxError: Unexpected identifier
import {a b} from 'x'