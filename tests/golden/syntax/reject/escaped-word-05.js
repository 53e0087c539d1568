//! node 22: SyntaxError: Keyword must not contain escaped characters @1:0+10
\u0061sync function f(){}