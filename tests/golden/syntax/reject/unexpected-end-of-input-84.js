//! node 22: SyntaxError: Unexpected end of input
do while (1)