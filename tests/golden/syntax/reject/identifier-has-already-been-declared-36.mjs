//! node 22: SyntaxError: Identifier 'a' has already been declared
import {a, a} from 'x'