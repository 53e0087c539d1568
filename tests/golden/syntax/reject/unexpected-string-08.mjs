//! node 22: SyntaxError: Unexpected string
if (1) import 'x'