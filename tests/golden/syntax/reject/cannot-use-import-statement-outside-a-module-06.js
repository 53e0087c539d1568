//! node 22: SyntaxError: Cannot use import statement outside a module @1:0+6
import { a } from 'b'; a