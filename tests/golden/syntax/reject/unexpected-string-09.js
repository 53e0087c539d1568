//! node 22: SyntaxError: Unexpected string @1:5+3
var {'a'} = b