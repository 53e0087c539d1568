//! node 22: SyntaxError: Invalid left-hand side in assignment
import.meta = 1