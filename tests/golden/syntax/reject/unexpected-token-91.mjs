//! node 22: SyntaxError: Unexpected token ','
import a, b from 'x'