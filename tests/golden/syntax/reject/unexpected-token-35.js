//! node 22: SyntaxError: Unexpected token 'const' @1:3+5
a: const x = 1