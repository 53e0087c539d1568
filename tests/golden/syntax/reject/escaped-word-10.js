//! node 22: SyntaxError: Async functions can only be declared at the top level or inside a block. @1:7+10
if (1) \u0061sync function f(){}