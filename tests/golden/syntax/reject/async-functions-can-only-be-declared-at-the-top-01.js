//! node 22: SyntaxError: Async functions can only be declared at the top level or inside a block. @1:7+5
if (1) async function f() {}