//! node 22: SyntaxError: Cannot use 'import.meta' outside a module @1:7+4
import.meta