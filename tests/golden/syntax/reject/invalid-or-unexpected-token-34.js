//! node 22: SyntaxError: Invalid or unexpected token
‘a’