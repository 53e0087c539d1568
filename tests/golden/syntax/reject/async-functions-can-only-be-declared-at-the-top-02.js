//! node 22: SyntaxError: Async functions can only be declared at the top level or inside a block. @1:3+5
a: async function f() {}