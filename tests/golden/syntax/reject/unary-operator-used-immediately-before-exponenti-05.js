//! node 22: SyntaxError: Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence @1:0+5
-1 ** 2